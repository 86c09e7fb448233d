subject = Tu enlace para entrar
preheader = Sirve una sola vez, durante media hora.
here = Aquí está el enlace que pediste. Con él entras en tu cuenta.
sign-in = Entrar
once = Sirve una sola vez, durante media hora.
not-you = Si no lo pediste, no hay nada que hacer. Sin el enlace no entra nadie.
why = Recibes esta carta porque se pidió un enlace para entrar con esta dirección.
