"""The adapters: the only place where a site engine is named."""
