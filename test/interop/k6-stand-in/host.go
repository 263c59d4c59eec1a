package main

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/dop251/goja"
)

type object = map[string]any

type counts struct{ sent, passes, fails int }

// What k6 gives to handleSummary, as far as anybody looks at it.
func (c *counts) summary() object {
	return object{"metrics": object{
		"http_reqs": object{"values": object{"count": c.sent}},
		"checks":    object{"values": object{"passes": c.passes, "fails": c.fails}},
	}}
}

// host is what k6 gives a script besides ECMAScript, by its documentation.
type host struct {
	runtime *goja.Runtime
	counts  *counts
	exports *goja.Object
}

var client = &http.Client{
	Timeout: 3 * time.Second,
	CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse
	},
}

func (h *host) options() object {
	return h.exports.Get("options").Export().(object)
}

func (h *host) modules() object {
	return object{
		"k6":           object{"check": h.check},
		"k6/encoding":  object{"b64encode": h.b64encode, "b64decode": h.b64decode},
		"k6/execution": object{"default": object{"test": object{"abort": abort}}},
		"k6/http": object{"default": object{
			"post":             h.post,
			"expectedStatuses": func(status int) int { return status },
		}},
	}
}

func abort(reason string) {
	fmt.Fprintln(os.Stderr, reason)
	os.Exit(aborted)
}

func (h *host) check(response goja.Value, checks *goja.Object) bool {
	holds := true
	for _, name := range checks.Keys() {
		if call(checks.Get(name), response).ToBoolean() {
			h.counts.passes++
		} else {
			h.counts.fails++
			holds = false
		}
	}
	return holds
}

func (h *host) post(url, body string, params object) object {
	h.counts.sent++
	request, err := http.NewRequest(http.MethodPost, url, strings.NewReader(body))
	must(err)
	request.Header.Set("User-Agent", h.options()["userAgent"].(string))
	for name, value := range params["headers"].(object) {
		request.Header.Set(name, value.(string))
	}
	response, err := client.Do(request)
	if err != nil {
		return object{"status": 0}
	}
	defer response.Body.Close()
	_, err = io.Copy(io.Discard, response.Body)
	must(err)
	return object{"status": response.StatusCode}
}

func (h *host) b64encode(data goja.Value) string {
	return base64.StdEncoding.EncodeToString(bytesOf(data))
}

func (h *host) b64decode(text string) goja.ArrayBuffer {
	data, err := base64.StdEncoding.DecodeString(text)
	must(err)
	return h.runtime.NewArrayBuffer(data)
}

func (h *host) crypto() object {
	var key []byte
	return object{
		"randomUUID":      randomUUID,
		"getRandomValues": getRandomValues,
		"subtle": object{
			"digest": func(_ string, data goja.Value) *goja.Promise {
				sum := sha256.Sum256(bytesOf(data))
				return h.resolved(h.runtime.NewArrayBuffer(sum[:]))
			},
			"importKey": func(_ string, data goja.Value) *goja.Promise {
				key = bytes.Clone(bytesOf(data))
				return h.resolved(object{})
			},
			"encrypt": func(algorithm *goja.Object, _, data goja.Value) *goja.Promise {
				ciphertext := encrypt(key, bytesOf(algorithm.Get("iv")), bytesOf(data))
				return h.resolved(h.runtime.NewArrayBuffer(ciphertext))
			},
		},
	}
}

func (h *host) resolved(value any) *goja.Promise {
	promise, resolve, _ := h.runtime.NewPromise()
	resolve(value)
	return promise
}

// AES-CBC with PKCS#7, as WebCrypto has it.
func encrypt(key, iv, plaintext []byte) []byte {
	block, err := aes.NewCipher(key)
	must(err)
	padding := aes.BlockSize - len(plaintext)%aes.BlockSize
	padded := append(bytes.Clone(plaintext), bytes.Repeat([]byte{byte(padding)}, padding)...)
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(padded, padded)
	return padded
}

func getRandomValues(array *goja.Object) *goja.Object {
	_, err := rand.Read(array.Get("buffer").Export().(goja.ArrayBuffer).Bytes())
	must(err)
	return array
}

func randomUUID() string {
	drawn := make([]byte, 16)
	_, err := rand.Read(drawn)
	must(err)
	drawn[6] = drawn[6]&0x0f | 0x40
	drawn[8] = drawn[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", drawn[:4], drawn[4:6], drawn[6:8], drawn[8:10], drawn[10:])
}

// A text stands for its UTF-8.
func bytesOf(value goja.Value) []byte {
	switch data := value.Export().(type) {
	case goja.ArrayBuffer:
		return data.Bytes()
	case []byte:
		return data
	case string:
		return []byte(data)
	default:
		panic(fmt.Sprintf("k6 takes no %T there", data))
	}
}
