"""How little it needs: memory, time to start, room on the disk."""
import os
import statistics

STARTS = 5


def small(forum):
    """Memory now and at most, in bytes, of the process that was measured; then the seconds of some starts after a kill."""
    now, most = forum.memory()
    starts = []
    for _ in range(STARTS):
        forum.falls()
        starts.append(forum.starts())
    return {"memory": now, "most": most, "start": statistics.median(starts), "starts": starts, "program": os.path.getsize(forum.program)}
