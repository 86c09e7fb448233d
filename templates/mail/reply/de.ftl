subject = Neuigkeiten
preheader = { $count ->
    [1] Jemand hat geantwortet.
   *[other] { $count } neue Antworten.
}
replied = { $count ->
    [1] Jemand hat geantwortet.
   *[other] { $count } neue Antworten.
}
from = { $count ->
    [1] { $voice } hat geantwortet:
   *[other] { $count } neue Antworten. Die erste ist von { $voice }:
}
from-in = { $count ->
    [1] { $voice } hat in „{ $title }“ geantwortet:
   *[other] { $count } neue Antworten in „{ $title }“. Die erste ist von { $voice }:
}
open = { $count ->
    [1] Zur Antwort
   *[other] Zu den Antworten
}
why-opened = Du bekommst diesen Brief, weil du dieses Gespräch begonnen hast.
why-answered = Du bekommst diesen Brief, weil die Antwort sich auf etwas bezieht, das du geschrieben hast.
why-follows = Du bekommst diesen Brief, weil du diesem Gespräch folgst.
manage = Dieses Gespräch stumm schalten, Briefe seltener bekommen oder alle abbestellen, ohne Einloggen
stop = Keine Briefe über Antworten mehr, mit einem Klick
notices = Jede Antwort steht auch in deinen Hinweisen. Was in Briefen stehen darf, steht in deinen Einstellungen
