subject = Ein Wort aus der Moderation
preheader = Es ist keine Entscheidung über dich.
word = Jemand aus der Moderation möchte mit dir über etwas sprechen, das du geschrieben hast. Du kannst es dort lesen und beantworten, wo nur du und die Moderation es sehen.
no-penalty = Das ist keine Strafe. Nichts wurde entschieden, und nichts wird gezählt.
open = Lesen
why = Du bekommst diesen Brief, weil dir jemand aus der Moderation geschrieben hat.
