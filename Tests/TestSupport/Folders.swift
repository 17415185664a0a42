import Foundation

/// The package under test.
package enum PackageRoot {
  /// The folder that holds Package.swift, found by walking up from this file.
  package static let folder: URL = {
    var folder = URL(filePath: #filePath).deletingLastPathComponent()
    while folder.path != "/" {
      if FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) {
        return folder
      }
      folder.deleteLastPathComponent()
    }
    return folder
  }()
}

/// The shared data beside the package, which is not part of the repository.
package enum Shared {
  /// `BAL_SHARED`, or `../shared` beside the package; `nil` when there is no such folder.
  package static let folder: URL? = existingFolder(
    environment: "BAL_SHARED",
    otherwise: PackageRoot.folder.deletingLastPathComponent().appending(path: "shared"))
}

/// The test fixtures that `make fixtures` unpacks.
package enum Fixtures {
  /// `BAL_FIXTURES`, or `.fixtures` in the package; `nil` when there is no such folder.
  package static let folder: URL? = existingFolder(
    environment: "BAL_FIXTURES", otherwise: PackageRoot.folder.appending(path: ".fixtures"))

  /// The folder of a pack, such as "legacy-codecs"; `nil` when it is not unpacked.
  package static func pack(_ name: String) -> URL? {
    guard let pack = folder?.appending(path: name),
      FileManager.default.fileExists(atPath: pack.path)
    else { return nil }
    return pack
  }

  /// What a skipped test says.
  package static let absence = "fixtures are not unpacked: run `make fixtures`"
}

private func existingFolder(environment name: String, otherwise fallback: URL) -> URL? {
  let folder = ProcessInfo.processInfo.environment[name].map { URL(filePath: $0) } ?? fallback
  return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
}
