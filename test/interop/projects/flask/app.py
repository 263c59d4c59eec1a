from flask import Flask

from meetings.lark import lark

app = Flask(__name__)
app.config["MAX_CONTENT_LENGTH"] = 1024 * 1024
app.register_blueprint(lark, url_prefix="/lark")


@app.route("/")
def index():
    return "ok"


if __name__ == "__main__":
    app.run(port=5099, threaded=True)
