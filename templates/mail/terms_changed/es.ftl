subject = Nuestras condiciones cambian
preheader = Qué cambia, y desde cuándo.
change = Nuestras condiciones cambian el { $from }. La página muestra con palabras sencillas lo nuevo al lado de lo que había.
open = Qué cambia
leave = Si no estás de acuerdo, puedes llevarte tus cosas e irte antes de ese día. Si te quedas, ahora no hay nada que hacer.
why = Recibes esta carta porque tienes una cuenta aquí. Las cartas sobre las condiciones llegan siempre, al menos 15 días antes.
