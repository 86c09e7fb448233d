subject = Unas palabras de moderación
preheader = No es una decisión sobre ti.
word = Alguien de moderación quiere hablar contigo sobre algo que escribiste. Puedes leerlo y contestar donde solo tú y moderación lo veis.
no-penalty = No es una sanción. No se ha decidido nada y no cuenta para nada.
open = Leer
why = Recibes esta carta porque alguien de moderación te ha escrito.
