subject = A test letter
preheader = This letter reached you.
reached = This letter reached you. Nothing else is in it.
why = You get this letter because you asked for it in your settings.
settings = How letters come to you is in your settings
