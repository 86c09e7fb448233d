subject = Zu deinem Widerspruch
preheader = Jemand anderes hat entschieden.
upheld = Jemand anderes hat die Entscheidung angesehen, der du widersprochen hast, und sie aufgehoben. Was sie geändert hatte, ist wieder wie vorher.
refused = Jemand anderes hat die Entscheidung angesehen, der du widersprochen hast, und sie bleibt bestehen.
reason = Der Grund:
redress = Wenn du es weiter anders siehst, stehen dir eine Stelle, die so etwas außergerichtlich beilegt, oder ein Gericht offen.
open = Zur Entscheidung
why = Du bekommst diesen Brief, weil du einer Entscheidung widersprochen hast.
