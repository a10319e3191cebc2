select key, name, true as active from ${ref('menus')}
