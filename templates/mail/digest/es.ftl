subject = Hay novedades
preheader = Desde la última carta.
since = Desde la última carta:
yours = { $count ->
    [one] Para ti: { $count } respuesta nueva.
   *[other] Para ti: { $count } respuestas nuevas.
}
followed = { $count ->
    [one] Una conversación que sigues: { $count } respuesta nueva.
   *[other] Una conversación que sigues: { $count } respuestas nuevas.
}
waiting = Alguien espera una respuesta.
new = Una conversación nueva.
titled = «{ $title }»
open = Abrir
why = Recibes esta carta porque elegiste enterarte de estas cosas juntas.
manage = Cambiar cada cuánto llegan las cartas o no recibir ninguna, sin iniciar sesión
stop = No recibir más cartas como esta, con un clic
settings = Lo que pueden decir las cartas está en tus ajustes
