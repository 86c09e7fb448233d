subject = Dein Link zum Einloggen
preheader = Er gilt einmal, eine halbe Stunde lang.
here = Hier ist der Link, um den du gebeten hast. Damit loggst du dich ein.
sign-in = Einloggen
once = Er gilt einmal, eine halbe Stunde lang.
not-you = Wenn du nicht darum gebeten hast, ist nichts zu tun. Ohne den Link kommt niemand herein.
why = Du bekommst diesen Brief, weil mit dieser Adresse um einen Link zum Einloggen gebeten wurde.
