subject = Por ahora, no más cartas de estas
preheader = Dejamos de enviar estas cartas por ahora.
stopped = Hace un tiempo que no abres estas páginas, así que dejamos de enviar estas cartas. No pasa nada.
again = Volverán cuando entres. No ha cambiado nada de lo tuyo.
why = Recibes esta carta porque hasta ahora te llegaban cartas como esta.
manage = Cambiar cada cuánto llegan las cartas o no recibir ninguna, sin iniciar sesión
stop = No recibir más cartas como esta, con un clic
