import Foundation
import Synchronization

/// A small HTTP/1.1 server on the loopback interface, which can misbehave.
final class LoopbackServer: Sendable {
  /// A way to answer badly.
  enum Fault: Sendable, CaseIterable {
    case slow, tooManyRequests, internalError, cutHeader, cutBody, noAnswer, garbage, emptyBody
    case limitExceeded, otherResult
  }

  /// Answers a body with a body.
  typealias Handler = @Sendable (_ body: [UInt8]) -> [UInt8]
  /// What is wrong with the answer to the request of this index, if anything.
  typealias FaultPlan = @Sendable (_ request: Int) -> Fault?

  let port: UInt16
  private let listener: Int32
  private let handler: Handler
  private let faults: FaultPlan
  private let delay: TimeInterval
  private let requests = Mutex<(count: Int, underWay: Int, most: Int)>((0, 0, 0))

  /// Starts to listen.
  ///
  /// - Parameter delay: How long every answer takes at least, in seconds.
  init(
    delay: TimeInterval = 0, faults: @escaping FaultPlan = { _ in nil },
    handler: @escaping Handler
  ) throws {
    self.handler = handler
    self.faults = faults
    self.delay = delay
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(listener, pointer, size) == 0 && listen(listener, 64) == 0
          && getsockname(listener, pointer, &size) == 0
      }
    }
    guard bound else { throw POSIXError(.EADDRNOTAVAIL) }
    port = UInt16(bigEndian: address.sin_port)
    Thread { [weak self] in
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0, let server = self else { return }
        Thread { server.serve(connection) }.start()
      }
    }.start()
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  var url: String { "http://127.0.0.1:\(port)" }

  /// How many requests came, and how many were under way at once at most.
  var counts: (all: Int, atOnce: Int) { requests.withLock { ($0.count, $0.most) } }

  private func serve(_ connection: Int32) {
    defer { close(connection) }
    var received: [UInt8] = []
    while let body = Self.readBody(of: connection, &received) {
      let index = requests.withLock { requests in
        requests.count += 1
        requests.underWay += 1
        requests.most = max(requests.most, requests.underWay)
        return requests.count - 1
      }
      defer { requests.withLock { $0.underWay -= 1 } }
      if delay > 0 { Thread.sleep(forTimeInterval: delay) }
      guard answer(body, on: connection, fault: faults(index)) else { return }
    }
  }

  /// - Returns: Whether the connection goes on.
  private func answer(_ body: [UInt8], on connection: Int32, fault: Fault?) -> Bool {
    switch fault {
    case nil: break
    case .slow: Thread.sleep(forTimeInterval: 3)
    case .tooManyRequests:
      let header =
        "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 0.05\r\nContent-Length: 0\r\n\r\n"
      return Self.write(Array(header.utf8), to: connection)
    case .internalError:
      return Self.write(Self.response("500 Internal Server Error", []), to: connection)
    case .cutHeader:
      _ = Self.write(Array("HTTP/1.1 200 O".utf8), to: connection)
      return false
    case .cutBody:
      let whole = Self.response("200 OK", handler(body))
      _ = Self.write(Array(whole.dropLast(3)), to: connection)
      return false
    case .noAnswer: return false
    case .garbage:
      return Self.write(
        Self.response("200 OK", Array("<html>busy</html>".utf8)), to: connection)
    case .emptyBody: return Self.write(Self.response("200 OK", []), to: connection)
    case .limitExceeded:
      let error = #"{"jsonrpc":"2.0","id":1,"error":{"code":-32005,"message":"limit exceeded"}}"#
      return Self.write(Self.response("200 OK", Array(error.utf8)), to: connection)
    case .otherResult:
      let other = #"{"jsonrpc":"2.0","id":1,"result":{"number":7}}"#
      return Self.write(Self.response("200 OK", Array(other.utf8)), to: connection)
    }
    return Self.write(Self.response("200 OK", handler(body)), to: connection)
  }

  private static func response(_ status: String, _ body: [UInt8]) -> [UInt8] {
    let header = "HTTP/1.1 \(status)\r\nContent-Type: application/json\r\n"
    return Array("\(header)Content-Length: \(body.count)\r\n\r\n".utf8) + body
  }

  private static func write(_ bytes: [UInt8], to connection: Int32) -> Bool {
    var written = 0
    while written < bytes.count {
      let step = bytes[written...].withUnsafeBytes {
        send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard step > 0 else { return false }
      written += step
    }
    return true
  }

  /// The next request's body; `nil` where the client is gone.
  private static func readBody(of connection: Int32, _ received: inout [UInt8]) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      if let end = received.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound {
        let header = String(decoding: received[..<end], as: UTF8.self).lowercased()
        let length =
          header.split(separator: "\r\n")
          .first { $0.hasPrefix("content-length:") }
          .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) } ?? 0
        if received.count >= end + length {
          let body = Array(received[end..<end + length])
          received.removeFirst(end + length)
          return body
        }
      }
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      received += buffer[..<count]
    }
  }
}
