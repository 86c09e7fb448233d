subject = Ein neues Passwort wählen
preheader = Der Link gilt einmal, eine Stunde lang.
here = Mit diesem Link wählst du ein neues Passwort.
choose = Ein neues Passwort wählen
once = Er gilt einmal, eine Stunde lang. Wenn das neue Passwort gesetzt ist, bist du überall ausgeloggt.
not-you = Wenn du nicht darum gebeten hast, ist nichts zu tun. Das alte Passwort gilt weiter.
why = Du bekommst diesen Brief, weil mit dieser Adresse um ein neues Passwort gebeten wurde.
