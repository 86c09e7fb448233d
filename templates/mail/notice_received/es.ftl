# $reference: names the message, and tells nothing.
subject = Tu mensaje ha llegado
preheader = Una persona lo leerá.
received = Nos hablaste de algo en este sitio que, a tu entender, va contra la ley. Ha llegado, y una persona lo leerá.
reference = Tiene la referencia { $reference }.
open = Cómo va
next = Respondemos en 48 horas, y en una hora si alguien puede sufrir daño. A la persona de quien se trata no se le dice quién eres.
why = Recibes esta carta porque alguien dio esta dirección en un aviso que nos envió. Si no fuiste tú, no tienes que hacer nada.
