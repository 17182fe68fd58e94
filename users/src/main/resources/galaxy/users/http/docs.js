// Shows the contract that this service serves.
SwaggerUIBundle({
  url: 'openapi.yaml',
  dom_id: '#contract',
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
});
