import Foundation
import FoundationNetworking
import Synchronization

/// Posts one JSON text to a server and waits for the whole answer.
final class HTTPTransport: Sendable {
  private let url: URL
  private let timeoutSeconds: Double
  private let session: URLSession

  init(url: URL, timeoutSeconds: Double, connections: Int) {
    self.url = url
    self.timeoutSeconds = timeoutSeconds
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpMaximumConnectionsPerHost = connections
    configuration.timeoutIntervalForRequest = timeoutSeconds
    session = URLSession(configuration: configuration)
  }

  deinit { session.invalidateAndCancel() }

  /// The answer's body.
  func post(_ body: [UInt8]) throws(RPCError) -> [UInt8] {
    var request = URLRequest(url: url, timeoutInterval: timeoutSeconds)
    request.httpMethod = "POST"
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    request.httpBody = Data(body)
    let box = Box()
    let task = session.dataTask(with: request) { [timeoutSeconds] data, response, error in
      box.fill(Self.result(data, response, error, timeoutSeconds: timeoutSeconds))
    }
    task.resume()
    // The session's own limit starts again with every byte that arrives; this one does not.
    guard let result = box.wait(seconds: timeoutSeconds) else {
      task.cancel()
      throw .timeout(seconds: timeoutSeconds)
    }
    return try result.get()
  }

  private static func result(
    _ data: Data?, _ response: URLResponse?, _ error: (any Error)?, timeoutSeconds: Double
  ) -> Result<[UInt8], RPCError> {
    if let error {
      if (error as? URLError)?.code == .timedOut {
        return .failure(.timeout(seconds: timeoutSeconds))
      }
      return .failure(.transport(error.localizedDescription))
    }
    guard let response = response as? HTTPURLResponse else {
      return .failure(.transport("the answer is no HTTP response"))
    }
    guard response.statusCode == 200 else {
      let retryAfter = response.value(forHTTPHeaderField: "Retry-After").flatMap(Double.init)
      return .failure(.status(response.statusCode, retryAfterSeconds: retryAfter))
    }
    return .success(Array(data ?? Data()))
  }
}

/// Where a session's thread leaves the answer that another thread waits for.
private final class Box: Sendable {
  private let result = Mutex<Result<[UInt8], RPCError>?>(nil)
  private let isFilled = DispatchSemaphore(value: 0)

  func fill(_ result: Result<[UInt8], RPCError>) {
    self.result.withLock { $0 = result }
    isFilled.signal()
  }

  func wait(seconds: Double) -> Result<[UInt8], RPCError>? {
    guard isFilled.wait(timeout: .now() + seconds) == .success else { return nil }
    return result.withLock { $0 }
  }
}
