subject = Sobre tu cuenta
preheader = No se ha cambiado nada.
tried = Alguien, seguramente tú, intentó registrarse con esta dirección. Ya tiene una cuenta, así que no se cambió nada ni se creó nada nuevo.
sign-in = Entrar
how = Con tu contraseña o con un enlace por correo. Si has perdido la contraseña, elige una nueva:
reset = Elegir una contraseña nueva
not-you = Si no fuiste tú, no hay nada que hacer. A quien escribió la dirección no se le dijo que estás aquí.
why = Recibes esta carta porque alguien escribió esta dirección en nuestra página de registro.
