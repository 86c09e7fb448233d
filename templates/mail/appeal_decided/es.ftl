subject = Sobre tu objeción
preheader = Otra persona ha decidido.
upheld = Otra persona miró la decisión a la que te opusiste, y la deshizo. Lo que había cambiado está como antes.
refused = Otra persona miró la decisión a la que te opusiste, y sigue en pie.
reason = La razón:
redress = Si sigues viéndolo de otra manera, tienes abiertos un organismo que resuelve estas cosas fuera de los tribunales, o un tribunal.
open = Ver la decisión
why = Recibes esta carta porque te opusiste a una decisión.
