subject = Alguien espera una respuesta
preheader = Todavía no ha respondido nadie.
waits = Alguien escribió aquí hace un rato, y todavía no ha respondido nadie.
free = También se avisó a otras personas. Si ahora no es buen momento, déjalo estar.
open = Leer
why = Recibes esta carta porque dijiste que te gustaría escuchar.
hours = Cambiar cuándo y sobre qué se te avisa
