# $count: how many.
subject = Algo te espera
preheader = Ya debería haberse mirado.
waits = { $count ->
    [one] Un asunto ya debería haberse mirado. Míralo, por favor, o pídeselo a otra persona.
   *[other] { $count } asuntos ya deberían haberse mirado. Míralos, por favor, o pídeselo a otra persona.
}
open = Mirar
why = Recibes esta carta porque ayudas a cuidar de este lugar.
