subject = Elige una contraseña nueva
preheader = El enlace sirve una sola vez, durante una hora.
here = Con este enlace eliges una contraseña nueva.
choose = Elegir una contraseña nueva
once = Sirve una sola vez, durante una hora. Cuando pongas la contraseña nueva, se cerrarán todas tus sesiones.
not-you = Si no lo pediste, no hay nada que hacer. La contraseña de antes sigue valiendo.
why = Recibes esta carta porque se pidió una contraseña nueva con esta dirección.
