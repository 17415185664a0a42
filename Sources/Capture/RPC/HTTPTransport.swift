import CLibCurl
import Foundation
import Synchronization

/// Posts one JSON text to a server and waits for the whole answer.
final class HTTPTransport: Sendable {
  private let url: URL
  private let timeoutSeconds: Double
  private let largestAnswer: Int
  /// Those that nobody uses, still connected to the server.
  private let idle = Mutex<[HTTPConnection]>([])

  init(url: URL, timeoutSeconds: Double, largestAnswer: Int) {
    self.url = url
    self.timeoutSeconds = timeoutSeconds
    self.largestAnswer = largestAnswer
  }

  /// The answer's body.
  func post(_ body: [UInt8]) throws(RPCError) -> [UInt8] {
    let connection =
      idle.withLock { $0.popLast() } ?? HTTPConnection(url: url, timeoutSeconds: timeoutSeconds)
    defer { idle.withLock { $0.append(connection) } }
    return try connection.post(body, largestAnswer: largestAnswer)
  }
}

/// A connection to a server, opened when first used and again whenever it was lost.
///
/// Unchecked Sendable under one invariant: whoever uses it has taken it from the transport's list,
/// so that it belongs to one thread at a time.
private final class HTTPConnection: @unchecked Sendable {
  private static let isStarted = curl_start() == CURLE_OK

  private let handle: UnsafeMutableRawPointer
  private let headers: UnsafeMutablePointer<curl_slist>?
  private let message: UnsafeMutablePointer<CChar>
  private let timeoutSeconds: Double

  /// What has arrived of an answer.
  private struct Answer {
    let largest: Int
    var bytes: [UInt8] = []
    var isTooLarge = false
  }

  init(url: URL, timeoutSeconds: Double) {
    guard Self.isStarted, let handle = curl_easy_init() else {
      preconditionFailure("libcurl starts unless there is no memory")
    }
    self.handle = handle
    self.timeoutSeconds = timeoutSeconds
    message = .allocate(capacity: Int(CURL_ERROR_SIZE))
    message.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    // Without "Expect", long questions would wait for a word of the server.
    headers = curl_slist_append(
      curl_slist_append(nil, "Content-Type: application/json"), "Expect:")
    _ = url.absoluteString.withCString { curl_set_pointer(handle, CURLOPT_URL, $0) }
    curl_set_pointer(handle, CURLOPT_HTTPHEADER, headers)
    curl_set_pointer(handle, CURLOPT_ERRORBUFFER, message)
    curl_set_number(handle, CURLOPT_TIMEOUT_MS, Int((timeoutSeconds * 1_000).rounded(.up)))
    // Signals would stop a name's look-up in one thread by ending it in another.
    curl_set_number(handle, CURLOPT_NOSIGNAL, 1)
    // Whatever compression libcurl knows.
    _ = "".withCString { curl_set_pointer(handle, CURLOPT_ACCEPT_ENCODING, $0) }
    curl_set_receiver(handle) { bytes, size, count, target in
      guard let bytes, let answer = target?.assumingMemoryBound(to: Answer.self) else { return 0 }
      return HTTPConnection.receive(
        UnsafeRawBufferPointer(start: bytes, count: size * count), into: &answer.pointee)
    }
  }

  deinit {
    curl_easy_cleanup(handle)
    curl_slist_free_all(headers)
    message.deallocate()
  }

  func post(_ body: [UInt8], largestAnswer: Int) throws(RPCError) -> [UInt8] {
    var answer = Answer(largest: largestAnswer)
    message[0] = 0
    let code = body.withUnsafeBytes { body in
      withUnsafeMutablePointer(to: &answer) { answer in
        curl_set_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
        curl_set_pointer(handle, CURLOPT_POSTFIELDS, body.baseAddress)
        curl_set_pointer(handle, CURLOPT_WRITEDATA, answer)
        return curl_easy_perform(handle)
      }
    }
    if answer.isTooLarge { throw .tooLarge(limit: largestAnswer) }
    switch code {
    case CURLE_OK: break
    case CURLE_OPERATION_TIMEDOUT: throw .timeout(seconds: timeoutSeconds)
    default: throw .transport(reason(of: code))
    }
    let status = curl_get_number(handle, CURLINFO_RESPONSE_CODE)
    guard status == 200 else {
      let pause = curl_get_offset(handle, CURLINFO_RETRY_AFTER)
      throw .status(status, retryAfterSeconds: pause > 0 ? Double(pause) : nil)
    }
    return answer.bytes
  }

  /// - Returns: Fewer bytes than arrived to end the transfer.
  private static func receive(
    _ bytes: UnsafeRawBufferPointer, into answer: inout Answer
  ) -> Int {
    guard bytes.count <= answer.largest - answer.bytes.count else {
      answer.isTooLarge = true
      return 0
    }
    answer.bytes.append(contentsOf: bytes)
    return bytes.count
  }

  private func reason(of code: CURLcode) -> String {
    let words = String(cString: message)
    return words.isEmpty ? String(cString: curl_easy_strerror(code)) : words
  }
}
