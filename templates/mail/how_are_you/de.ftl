subject = Wie geht es dir jetzt?
preheader = Vor einiger Zeit hast du hier geschrieben.
asked = Vor einiger Zeit hast du hier geschrieben. Wenn du erzählen möchtest, wie es weiterging, reicht ein Satz. Er steht dann oben in deinem Gespräch, unter demselben Namen wie damals.
free = Viele lesen hier und schreiben nie. Sie kommen wegen der Enden, auch wegen derer, die noch keine sind. Wenn du es lieber lassen möchtest, lass es: Niemand fragt noch einmal.
open = Zu dem, was du geschrieben hast
why = Du bekommst diesen Brief ein einziges Mal, weil du hier ein Gespräch begonnen hast.
manage = Dieses Gespräch stumm schalten, Briefe seltener bekommen oder alle abbestellen, ohne Einloggen
stop = Keine Briefe über Antworten mehr, mit einem Klick
