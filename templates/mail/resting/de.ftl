subject = Vorerst keine dieser Briefe mehr
preheader = Wir schicken diese Briefe vorerst nicht mehr.
stopped = Du hast diese Seiten eine Weile nicht geöffnet. Darum schicken wir diese Briefe nicht mehr. Das ist in Ordnung.
again = Sie kommen wieder, wenn du dich einloggst. An deinem Konto hat sich nichts geändert.
why = Du bekommst diesen Brief, weil bisher Briefe wie dieser zu dir kamen.
manage = Briefe seltener bekommen oder alle abbestellen, ohne Einloggen
stop = Keine Briefe wie diesen mehr, mit einem Klick
