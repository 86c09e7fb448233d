frame-crisis = Esto no es un servicio de urgencias. Personas a las que puedes llamar o escribir ahora
frame-settings = Quién eres aquí y qué cartas recibes
frame-rules = Las reglas completas
frame-why-decision = Recibes esta carta porque trata de algo que escribiste. Las cartas sobre decisiones llegan siempre.
frame-day = { $day } de { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
} de { $year }
frame-moment = { $date }, { $time } ({ $zone })
