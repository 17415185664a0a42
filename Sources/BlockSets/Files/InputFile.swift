import Foundation

/// Reading whole files, gzip or plain.
package enum InputFile {
  /// The most bytes of a file before and after decompression.
  package static let maximumSize = Gzip.Limit.standard.bytes

  /// The file's contents; decompressed if they are gzip data, whatever the file's name.
  package static func contents(of path: String) throws(BlockSetError) -> [UInt8] {
    let bytes = try storedBytes(of: path)
    guard Gzip.isGzip(bytes) else { return bytes }
    do {
      return try Gzip.decompress(bytes)
    } catch {
      throw .gzip(path: path, error)
    }
  }

  /// Whether something is at the path.
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Parses the file as JSON.
  package static func document(at path: String) throws(BlockSetError) -> JSONDocument {
    let contents = try contents(of: path)
    do {
      return try JSONDocument(parsing: contents, file: path)
    } catch {
      throw .json(error)
    }
  }

  /// The file's bytes as they are stored.
  static func storedBytes(of path: String) throws(BlockSetError) -> [UInt8] {
    var bytes: [UInt8] = []
    try readStored(path, into: &bytes)
    return bytes
  }

  /// Reads the file's bytes as they are stored, in place of what `bytes` held; its memory stays.
  static func readStored(_ path: String, into bytes: inout [UInt8]) throws(BlockSetError) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      throw errno == ENOENT ? .missing(path: path) : unreadable(path)
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw unreadable(path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .unreadable(path: path, reason: "not a regular file")
    }
    let size = Int(status.st_size)
    guard size <= maximumSize else {
      throw .tooLarge(path: path, bytes: size, limit: maximumSize)
    }
    bytes.removeAll(keepingCapacity: true)
    guard append(file, size: size, to: &bytes) else { throw unreadable(path) }
  }

  /// - Returns: Whether the file could be read; `errno` says why not.
  private static func append(_ file: Int32, size: Int, to bytes: inout [UInt8]) -> Bool {
    var isReadable = true
    // Room for the parser's padding, so that a plain text is not copied again.
    bytes.append(addingCapacity: size + JSONParser.padding) { span in
      span.withUnsafeMutableBufferPointer { buffer, count in
        while count < size, let base = buffer.baseAddress {
          let step = Foundation.read(file, base + count, size - count)
          if step < 0, errno == EINTR { continue }
          isReadable = step >= 0
          // A file that shrank ends early; the parser finds out.
          if step <= 0 { return }
          count += step
        }
      }
    }
    return isReadable
  }

  private static func unreadable(_ path: String) -> BlockSetError {
    .unreadable(path: path, reason: String(cString: strerror(errno)))
  }
}
