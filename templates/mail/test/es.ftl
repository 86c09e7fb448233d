subject = Una carta de prueba
preheader = Esta carta te ha llegado.
reached = Esta carta te ha llegado. No contiene nada más.
why = Recibes esta carta porque la pediste en tus ajustes.
settings = Cómo te llegan las cartas está en tus ajustes
