subject = Confirma esta dirección
preheader = Un enlace para confirmar esta dirección.
asked = Alguien nos pidió recibir sus avisos en esta dirección. Con este enlace confirmas que puede ser así.
confirm = Confirmar esta dirección
good = Sirve durante un día. Nadie más ve esta dirección, y nadie puede entrar con ella.
not-you = Si no fuiste tú, no hay nada que hacer. Sin el enlace no llegarán más cartas.
why = Recibes esta carta porque alguien escribió esta dirección en sus ajustes.
again = Solo volveremos a escribir a esta dirección si se confirma o si alguien lo pide de nuevo.
