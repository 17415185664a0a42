/// A conflict that transactions of two kinds have, wherever they meet on one resource.
package struct ExpectedConflict: Hashable, Sendable {
  /// What they meet on.
  package let resource: WorkloadResource
  /// The kind that writes.
  package let writer: WorkloadKind
  /// The kind that reads or writes too; the kinds may be one.
  package let other: WorkloadKind
  /// How the other kind touches the resource.
  package let access: WorkloadTouch.Access
}

extension WorkloadParameters {
  /// The conflicts between the kinds of the mix, resource by resource.
  package var expectedConflicts: [ExpectedConflict] {
    let touches = mix.kinds.flatMap { kind in
      kind.touches(under: self).map { (kind: kind, touch: $0) }
    }
    return WorkloadResource.allCases.flatMap { resource -> [ExpectedConflict] in
      let touching = touches.filter { $0.touch.resource == resource }
      let writers = touching.filter { $0.touch.access.isWrite }
      return writers.flatMap { writer in
        touching.compactMap { other in
          if other.touch.access.isWrite {
            // Two writers are one conflict, whichever comes first; two creators are none.
            guard writer.touch.access == .writes || other.touch.access == .writes,
              writer.kind.order <= other.kind.order
            else { return nil }
          }
          return ExpectedConflict(
            resource: resource, writer: writer.kind, other: other.kind, access: other.touch.access)
        }
      }
    }
  }
}

extension WorkloadTouch.Access {
  /// Whether a transaction that touches so changes something.
  package var isWrite: Bool { self == .writes || self == .creates }
}

extension WorkloadKind {
  /// The position in the fixed order of kinds.
  fileprivate var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
