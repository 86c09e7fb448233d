subject = ¿Cómo estás ahora?
preheader = Hace un tiempo escribiste aquí.
asked = Hace un tiempo escribiste aquí. Si quieres contar cómo siguió todo, basta una frase. Quedará arriba en tu conversación, con el mismo nombre que entonces.
free = Muchas personas leen aquí y nunca escriben. Vienen por los finales, también por los que todavía no lo son. Si prefieres dejarlo así, déjalo: nadie volverá a preguntar.
open = A lo que escribiste
why = Recibes esta carta una sola vez, porque empezaste aquí una conversación.
manage = Silenciar esta conversación, cambiar cada cuánto llegan las cartas o no recibir ninguna, sin iniciar sesión
stop = No recibir más cartas sobre respuestas, con un clic
