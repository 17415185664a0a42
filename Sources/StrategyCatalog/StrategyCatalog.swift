import Scheduling

/// The strategies of this build, as listed in Package.swift.
package enum StrategyCatalog {
  /// Every strategy, ordered by name.
  package static let all = registered.sorted { $0.name < $1.name }

  /// The names of all, in order.
  package static let names = all.map { $0.name }

  /// The strategy of a name, or nil.
  package static func named(_ name: String) -> (any GroupingStrategy.Type)? {
    all.first { $0.name == name }
  }
}
