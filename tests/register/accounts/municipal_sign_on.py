"""A municipality's own sign-in (OpenID Connect) here, as small as the standard allows."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from jwt.algorithms import RSAAlgorithm

CLIENT = "trede"
SECRET = "a secret of both"


@dataclass
class MunicipalSignOn:
    """What the sign-in says of who signs in, and what it was asked."""

    key: RSAPrivateKey
    issuer: str = ""
    audience: str = CLIENT
    username: str | None = "bakker"
    nonce: str = ""
    challenge: str = ""
    refused: list[str] = field(default_factory=list)

    def describe(self) -> dict[str, str]:
        """Return where everything is (OpenID Connect Discovery)."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorise",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/user",
            "jwks_uri": f"{self.issuer}/keys",
        }

    def keys(self) -> dict[str, object]:
        """Return the keys with which tokens are signed."""
        public = json.loads(RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": "1", "alg": "RS256", "use": "sig"}]}

    def token(self, asked: dict[str, list[str]]) -> dict[str, str]:
        """Return a token, if the secret and the proof of the asker are right."""
        proof = urlsafe_b64encode(sha256(asked["code_verifier"][0].encode()).digest())
        if asked["client_secret"] != [SECRET] or proof.decode().rstrip("=") != self.challenge:
            self.refused.append("token")
        claims = {"iss": self.issuer, "aud": self.audience, "sub": "1", "nonce": self.nonce}
        signed = jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "1"})
        return {"access_token": "access", "id_token": signed, "token_type": "Bearer"}

    def user(self) -> dict[str, str]:
        """Return who signed in."""
        named = {} if self.username is None else {"preferred_username": self.username}
        return {"sub": "1", **named}


@contextmanager
def municipal_sign_on() -> Iterator[MunicipalSignOn]:
    """Run a sign-in of a municipality."""
    sign_on = MunicipalSignOn(generate_private_key(public_exponent=65537, key_size=2048))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answers = {
                "/.well-known/openid-configuration": sign_on.describe,
                "/keys": sign_on.keys,
                "/user": sign_on.user,
            }
            self._answer(answers[self.path]())

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            self._answer(sign_on.token(parse_qs(self.rfile.read(length).decode())))

        def _answer(self, content: object) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(content).encode())

        def log_message(self, *_said: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    sign_on.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield sign_on
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
