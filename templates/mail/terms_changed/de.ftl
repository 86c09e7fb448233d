subject = Unsere Bedingungen ändern sich
preheader = Was sich ändert, und ab wann.
change = Unsere Bedingungen ändern sich am { $from }. Die Seite zeigt in einfachen Worten, was neu ist, neben dem, was war.
open = Was sich ändert
leave = Wenn du nicht einverstanden bist, kannst du vor diesem Tag alles mitnehmen und gehen. Wenn du bleibst, ist jetzt nichts zu tun.
why = Du bekommst diesen Brief, weil du hier ein Konto hast. Briefe über die Bedingungen kommen immer, mindestens 15 Tage vorher.
