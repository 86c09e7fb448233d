subject = Sobre algo que escribiste
preheader = Se consultó algo.
opened = La administración de este lugar abrió el nombre que hay detrás de algo que escribiste. Es poco frecuente, necesita una razón y queda anotado para todas las personas que cuidan este lugar.
open = Dónde fue, y la razón que se dio
same = No cambia nada en cómo te ven los demás: tus palabras siguen bajo el mismo nombre que antes.
