subject = Diese Adresse bestätigen
preheader = Ein Link, um diese Adresse zu bestätigen.
asked = Jemand möchte eigene Hinweise an diese Adresse bekommen. Mit diesem Link bestätigst du, dass das so sein darf.
confirm = Diese Adresse bestätigen
good = Er gilt einen Tag lang. Niemand sonst sieht diese Adresse, und niemand kann sich mit ihr einloggen.
not-you = Wenn du es nicht warst, ist nichts zu tun. Ohne den Link kommen keine weiteren Briefe.
why = Du bekommst diesen Brief, weil jemand diese Adresse in den eigenen Einstellungen eingetippt hat.
again = Wir schreiben an diese Adresse nur dann wieder, wenn sie bestätigt wird oder jemand erneut darum bittet.
