SwaggerUIBundle({ url: 'openapi.json', dom_id: '#page', docExpansion: 'full', tryItOutEnabled: true });
