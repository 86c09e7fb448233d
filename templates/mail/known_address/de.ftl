subject = Zu deinem Konto
preheader = Es wurde nichts geändert.
tried = Jemand, wahrscheinlich du, wollte sich mit dieser Adresse anmelden. Sie hat schon ein Konto. Darum wurde nichts geändert und nichts neu angelegt.
sign-in = Einloggen
how = Mit deinem Passwort oder mit einem Link per Mail. Wenn du das Passwort nicht mehr hast, wähle ein neues:
reset = Ein neues Passwort wählen
not-you = Wenn du es nicht warst, ist nichts zu tun. Wer die Adresse eingetippt hat, hat nicht erfahren, dass du hier bist.
why = Du bekommst diesen Brief, weil jemand diese Adresse auf unserer Anmeldeseite eingetippt hat.
