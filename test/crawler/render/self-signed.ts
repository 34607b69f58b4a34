/** Key and certificate of `ahead.example`, made for these tests alone and trusted by nobody else. */
export const SELF_SIGNED = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgH6EjNcnCNuo5OkQn
iNA/ZjqpjQA2XcZ0StEcejwmOjGhRANCAAQWJgq4u/mY1RQ7PzYQ6/QjGFhYkgvI
nV2mam8YtW14LzjBKNhmAcfPlrGnEZicpzLwaXJ9YBAY7TYLntzWJkKf
-----END PRIVATE KEY-----`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBoTCCAUegAwIBAgIUMnjr5c7wKVtMA8ZX9Q6NJ3+IyWcwCgYIKoZIzj0EAwIw
GDEWMBQGA1UEAwwNYWhlYWQuZXhhbXBsZTAgFw0yNjExMjUwNTA0MDdaGA8yMTI2
MTEwMTA1MDQwN1owGDEWMBQGA1UEAwwNYWhlYWQuZXhhbXBsZTBZMBMGByqGSM49
AgEGCCqGSM49AwEHA0IABBYmCri7+ZjVFDs/NhDr9CMYWFiSC8idXaZqbxi1bXgv
OMEo2GYBx8+WsacRmJynMvBpcn1gEBjtNgue3NYmQp+jbTBrMB0GA1UdDgQWBBRo
3choXGyBZge3NoGKJYPIQMQsXTAfBgNVHSMEGDAWgBRo3choXGyBZge3NoGKJYPI
QMQsXTAPBgNVHRMBAf8EBTADAQH/MBgGA1UdEQQRMA+CDWFoZWFkLmV4YW1wbGUw
CgYIKoZIzj0EAwIDSAAwRQIhAP8RkTpZqngiCXb6HhELsjMcNOPwy2PQbeupoTjq
RnjEAiAAlIG4BkwcWOczHwt/B7iJHZ0BJPk+lHCN2iDas84iBA==
-----END CERTIFICATE-----`,
};

/** Switch that lets a browser believe that certificate and no other. */
export const TRUST_SELF_SIGNED = "--ignore-certificate-errors-spki-list=VlKhUAXvlo12NaFKy6LwqCf10IUGniwNIvQ//BQaXhY=";
