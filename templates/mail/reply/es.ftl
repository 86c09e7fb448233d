subject = Hay novedades
preheader = { $count ->
    [1] Alguien respondió.
   *[other] { $count } respuestas nuevas.
}
replied = { $count ->
    [1] Alguien respondió.
   *[other] { $count } respuestas nuevas.
}
from = { $count ->
    [1] { $voice } respondió:
   *[other] { $count } respuestas nuevas. La primera es de { $voice }:
}
from-in = { $count ->
    [1] { $voice } respondió en «{ $title }»:
   *[other] { $count } respuestas nuevas en «{ $title }». La primera es de { $voice }:
}
open = { $count ->
    [1] Ver la respuesta
   *[other] Ver las respuestas
}
why-opened = Recibes esta carta porque empezaste esta conversación.
why-answered = Recibes esta carta porque la respuesta es a algo que escribiste.
why-follows = Recibes esta carta porque sigues esta conversación.
manage = Silenciar esta conversación, cambiar cada cuánto llegan las cartas o no recibir ninguna, sin iniciar sesión
stop = No recibir más cartas sobre respuestas, con un clic
notices = Todas las respuestas están también en tus avisos. Lo que pueden decir las cartas está en tus ajustes
