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
    return try read(file, size: size, path: path)
  }

  private static func read(
    _ file: Int32, size: Int, path: String
  ) throws(BlockSetError) -> [UInt8] {
    var code: Int32 = 0
    // Room for the parser's padding, so that a plain text is not copied again.
    let capacity = size + JSONParser.padding
    let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      count = 0
      while count < size, let base = buffer.baseAddress {
        let step = Foundation.read(file, base + count, size - count)
        if step < 0, errno == EINTR { continue }
        if step < 0 { code = errno }
        // A file that shrank ends early; the parser finds out.
        if step <= 0 { return }
        count += step
      }
    }
    guard code == 0 else {
      throw .unreadable(path: path, reason: String(cString: strerror(code)))
    }
    return bytes
  }

  private static func unreadable(_ path: String) -> BlockSetError {
    .unreadable(path: path, reason: String(cString: strerror(errno)))
  }
}
