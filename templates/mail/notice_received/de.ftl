# $reference: names the message, and tells nothing.
subject = Deine Nachricht ist angekommen
preheader = Ein Mensch wird sie lesen.
received = Du hast uns von etwas auf dieser Seite erzählt, das nach deiner Überzeugung gegen das Gesetz ist. Es ist angekommen, und ein Mensch wird es lesen.
reference = Es hat das Zeichen { $reference }.
open = Wie es steht
next = Wir antworten innerhalb von 48 Stunden, und innerhalb einer Stunde, wenn jemand zu Schaden kommen kann. Wer gemeint ist, erfährt nicht, wer du bist.
why = Du bekommst diesen Brief, weil jemand bei einer Meldung an uns diese Adresse angegeben hat. Wenn du das nicht warst, musst du nichts tun.
