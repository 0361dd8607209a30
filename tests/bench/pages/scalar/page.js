Scalar.createApiReference('#page', { url: 'openapi.json', withDefaultFonts: false });
