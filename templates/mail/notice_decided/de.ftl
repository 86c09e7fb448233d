# $reference: names the message, and tells nothing.
subject = Zu deiner Nachricht
preheader = Was daraus wurde, und warum.
about = Es geht um deine Meldung { $reference }.
removed = Was du gemeldet hast, wurde entfernt.
kept = Was du gemeldet hast, wurde gelesen und bleibt: So wie es dasteht, verstößt es weder gegen das Gesetz, wie wir es verstehen, noch gegen eine Regel hier.
locked = Das Gespräch, das du gemeldet hast, wurde geschlossen: Es kann gelesen werden, und niemand kann darin antworten.
changed = Das Gespräch, das du gemeldet hast, wurde in einen anderen Raum gestellt oder hat andere Hinweise bekommen.
undone = Es wurde entschieden, und die Entscheidung wurde später aufgehoben.
answered = Jemand aus der Moderation antwortet:
person = Ein Mensch hat es gelesen und entschieden; kein Programm war an der Entscheidung beteiligt.
program = Ein Programm hat entschieden. Ein Mensch sieht es sich an, wenn du darum bittest.
open = Wie es steht
redress = Wenn du es anders siehst: Schreib uns noch einmal, was wir übersehen haben, und jemand anderes sieht es sich an. Auch eine Stelle, die so etwas außergerichtlich beilegt, oder ein Gericht steht dir offen.
why = Du bekommst diesen Brief, weil du bei einer Meldung an uns diese Adresse angegeben hast.
