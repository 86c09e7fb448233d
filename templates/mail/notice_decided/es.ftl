# $reference: names the message, and tells nothing.
subject = Sobre tu mensaje
preheader = En qué quedó, y por qué.
about = Se trata de tu aviso { $reference }.
removed = Lo que nos señalaste se retiró.
kept = Lo que nos señalaste se leyó y se queda: tal como está, no va contra la ley como la entendemos ni contra una regla de este lugar.
locked = La conversación que nos señalaste se cerró: se puede leer, y nadie puede responder en ella.
changed = La conversación que nos señalaste pasó a otro espacio, o tiene otros avisos.
undone = Se tomó una decisión, y más tarde se deshizo.
answered = Una persona de moderación responde:
person = Una persona lo leyó y decidió; en la decisión no intervino ningún programa.
program = Decidió un programa. Una persona lo mira si lo pides.
open = Cómo va
redress = Si lo ves de otra manera: escríbenos otra vez lo que no vimos, y lo mirará otra persona. También tienes abiertos un organismo que resuelve estas cosas fuera de los tribunales, o un tribunal.
why = Recibes esta carta porque diste esta dirección en un aviso que nos enviaste.
