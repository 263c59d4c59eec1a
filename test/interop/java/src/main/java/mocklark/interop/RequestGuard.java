package mocklark.interop;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies a request the way Feishu documents it. Needed because the SDK accepts any event token
 * and any timestamp, and its servlet adapter changes the body's line ends before it verifies them.
 */
final class RequestGuard {
  // Retries go on for a good 7 hours, and whether they are signed anew is undocumented.
  private static final Duration REPLAY_WINDOW = Duration.ofHours(8);
  private static final Pattern EVENT_ID_FORM = Pattern.compile("[\\w-]{1,64}");
  private static final Pattern SECONDS_FORM = Pattern.compile("[0-9]{1,12}");
  private static final Gson GSON = new Gson();

  private final String encryptKey;
  private final String verificationToken;

  /** {@code encryptKey} is "" if the app has none. */
  RequestGuard(String encryptKey, String verificationToken) {
    this.encryptKey = encryptKey;
    this.verificationToken = verificationToken;
  }

  /** The request is not one of Feishu's. The reason is for the log only. */
  static final class Refused extends Exception {
    final int status;

    Refused(int status, String reason) {
      super(reason);
      this.status = status;
    }
  }

  /** What a genuine request is: a challenge to echo, or (challenge null) an event. */
  record Message(String challenge, String eventType, byte[] plaintext) {}

  private record Opened(byte[] plaintext, boolean signed) {}

  /** {@code header} returns a header's value or null, ignoring case. */
  Message judge(UnaryOperator<String> header, byte[] body) throws Refused {
    Opened opened = open(header, body);
    JsonObject message = parseObject(opened.plaintext);
    if ("url_verification".equals(text(message, "type"))) {
      checkToken(text(message, "token"));
      return new Message(text(message, "challenge"), null, null);
    }
    if (!encryptKey.isEmpty() && !opened.signed) {
      throw new Refused(401, "the event is not signed");
    }
    JsonElement found = message.get("header");
    JsonObject eventHeader = found instanceof JsonObject object ? object : new JsonObject();
    checkToken(text(eventHeader, "token"));
    if (!EVENT_ID_FORM.matcher(text(eventHeader, "event_id")).matches()) {
      throw new Refused(400, "the event has no usable event_id");
    }
    return new Message(null, text(eventHeader, "event_type"), opened.plaintext);
  }

  /**
   * The plaintext, and whether a good signature covers it. Without an Encrypt Key the signature
   * holds no secret and is not looked at. A challenge comes unsigned, so a missing signature is
   * judged later; a wrong one is not.
   */
  private Opened open(UnaryOperator<String> header, byte[] body) throws Refused {
    JsonObject outer = parseObject(body);
    if (encryptKey.isEmpty()) {
      return new Opened(body, false);
    }
    boolean signed = header.apply("X-Lark-Signature") != null;
    if (signed) {
      verifySignature(header, body);
    }
    if (!outer.has("encrypt")) {
      throw new Refused(401, "the app has an Encrypt Key, the body is not encrypted");
    }
    try {
      return new Opened(decrypt(text(outer, "encrypt")), signed);
    } catch (GeneralSecurityException | IllegalArgumentException error) {
      // Unsigned: the same answer as for any unsigned event, so that nobody may probe the padding.
      throw new Refused(signed ? 400 : 401, "the ciphertext is damaged");
    }
  }

  /** X-Lark-Signature is the lower-case hex SHA-256 of timestamp, nonce, Encrypt Key and raw body. */
  private void verifySignature(UnaryOperator<String> header, byte[] body) throws Refused {
    String timestamp = orEmpty(header.apply("X-Lark-Request-Timestamp"));
    String nonce = orEmpty(header.apply("X-Lark-Request-Nonce"));
    MessageDigest digest = sha256();
    digest.update((timestamp + nonce + encryptKey).getBytes(StandardCharsets.UTF_8));
    String expected = HexFormat.of().formatHex(digest.digest(body));
    if (!sameSecret(expected, header.apply("X-Lark-Signature"))) {
      throw new Refused(401, "the signature does not match");
    }
    if (!SECONDS_FORM.matcher(timestamp).matches() || isOutsideWindow(Long.parseLong(timestamp))) {
      throw new Refused(401, "the timestamp is outside the replay window");
    }
  }

  private static boolean isOutsideWindow(long seconds) {
    Duration age = Duration.between(Instant.ofEpochSecond(seconds), Instant.now());
    return age.abs().compareTo(REPLAY_WINDOW) > 0;
  }

  /**
   * AES-256-CBC, key = SHA-256 of the Encrypt Key, IV in the first block, PKCS#7. Not the SDK's
   * Decryptor: that one replaces bytes that are not UTF-8, so damaged ciphertext can come out as a
   * damaged event.
   */
  private byte[] decrypt(String encrypted) throws GeneralSecurityException {
    byte[] data = Base64.getDecoder().decode(encrypted);
    if (data.length < 32) {
      throw new GeneralSecurityException("too short");
    }
    byte[] key = sha256().digest(encryptKey.getBytes(StandardCharsets.UTF_8));
    Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(key, "AES"),
        new IvParameterSpec(Arrays.copyOf(data, 16)));
    return cipher.doFinal(data, 16, data.length - 16);
  }

  private void checkToken(String token) throws Refused {
    if (!sameSecret(verificationToken, token)) {
      throw new Refused(403, "another Verification Token");
    }
  }

  private static JsonObject parseObject(byte[] body) throws Refused {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      // fromJson of an adapter is strict; Gson's own fromJson is lenient and takes "{a:b}".
      if (GSON.getAdapter(JsonElement.class).fromJson(text) instanceof JsonObject object) {
        return object;
      }
    } catch (CharacterCodingException error) {
      throw new Refused(400, "the body is not UTF-8");
    } catch (IOException | JsonParseException error) {
      throw new Refused(400, "the body is not JSON");
    }
    throw new Refused(400, "the body is not a JSON object");
  }

  /** The text under {@code name}, or "" if there is none. */
  private static String text(JsonObject object, String name) {
    JsonElement value = object.get(name);
    boolean isText = value != null && value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
    return isText ? value.getAsString() : "";
  }

  private static String orEmpty(String value) {
    return value == null ? "" : value;
  }

  private static boolean sameSecret(String expected, String actual) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), actual.getBytes(StandardCharsets.UTF_8));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
