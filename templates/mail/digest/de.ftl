subject = Neuigkeiten
preheader = Seit dem letzten Brief.
since = Seit dem letzten Brief:
yours = { $count ->
    [one] An dich: { $count } neue Antwort.
   *[other] An dich: { $count } neue Antworten.
}
followed = { $count ->
    [one] Ein Gespräch, dem du folgst: { $count } neue Antwort.
   *[other] Ein Gespräch, dem du folgst: { $count } neue Antworten.
}
waiting = Jemand wartet auf eine Antwort.
new = Ein neues Gespräch.
titled = „{ $title }“
open = Öffnen
why = Du bekommst diesen Brief, weil du diese Dinge gesammelt hören wolltest.
manage = Briefe seltener bekommen oder alle abbestellen, ohne Einloggen
stop = Keine Briefe wie diesen mehr, mit einem Klick
settings = Was in Briefen stehen darf, steht in deinen Einstellungen
