extension CodePages {
  /// All pages, by theme; a new theme is added here.
  static var pages: [CodePage] {
    networkPages + textPages
  }

  /// The pages of codes about networks.
  private static var networkPages: [CodePage] {
    addressPages + filterPages + routePages + internetPages + gatewayPages + peeringPages
      + publicAccessPages + transitPages + vpnGatewayPages + directConnectPages + linePages
      + edgeZonePages + coreNetworkPages + endpointPages + inspectionPages + loadBalancerPages
      + latticePages
      + hintPages
      + notePages + gapPages
      + findingPages + lintPages + serviceLintPages
  }

  /// The pages of diagnostics.
  private static var textPages: [CodePage] {
    filePages + yamlPages + valuePages + writingPages + assertionPages + namePages + blockPages
      + regionPages
      + connectionPages + scopeOfBlockPages + directConnectFaultPages + lineFaultPages
      + edgeZoneFaultPages + resourceFaultPages + latticeFaultPages + mirrorFaultPages
      + firewallTextPages + importPages + terraformPages
      + outcomePages + questionPages + programPages
  }
}
