"""Debian's nginx, which serves from files what the product makes: what the machine allows at best."""
import os
import shutil
import socket
import subprocess
import tempfile
import time

CONFIGURATION = """
daemon off;
worker_processes auto;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    etag on;
    keepalive_requests 1000000;
    open_file_cache max=100;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    types {{ }}
    default_type application/json;
    server {{
        listen 127.0.0.1:{port};
        root {folder}/files;
        location /html/ {{ default_type "text/html; charset=utf-8"; }}
    }}
}}
"""


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


class Nginx:
    """One of its own, with its files in a folder of its own."""

    def __init__(self):
        program = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
        if not program:
            raise RuntimeError("nginx is not here (scripts/need-nginx.sh installs it)")
        self.folder = tempfile.mkdtemp(prefix="goodenough-nginx-")
        # Its workers are somebody else when it is started by root.
        os.chmod(self.folder, 0o755)
        self.place = ("127.0.0.1", free_port())
        with open(f"{self.folder}/nginx.conf", "w", encoding="utf-8") as file:
            file.write(CONFIGURATION.format(folder=self.folder, port=self.place[1]))
        words = [program, "-p", self.folder, "-e", f"{self.folder}/error.log", "-c", f"{self.folder}/nginx.conf"]
        self.process = subprocess.Popen(words, stderr=subprocess.DEVNULL)
        try:
            self.listens()
        except RuntimeError:
            self.ends()
            raise

    def listens(self):
        for _ in range(500):
            try:
                return socket.create_connection(self.place).close()
            except OSError:
                time.sleep(0.01)
        raise RuntimeError("nginx does not listen")

    def serves(self, name, body):
        """Serves these bytes from now on; returns the path under which."""
        file = f"{self.folder}/files/{name}"
        os.makedirs(os.path.dirname(file), exist_ok=True)
        # Beside, then in its place: a file that is open in its cache keeps its old bytes.
        with open(file + ".new", "wb") as opened:
            opened.write(body)
        os.replace(file + ".new", file)
        return f"/{name}"

    def ends(self):
        self.process.terminate()
        self.process.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)
