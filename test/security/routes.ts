import type { NestExpressApplication } from '@nestjs/platform-express';

export interface Route {
  readonly method: string;
  /** As the router has it: `/:kind/:id`. */
  readonly path: string;
}

interface Layer {
  readonly route?: { readonly path: string | readonly string[]; readonly methods: Readonly<Record<string, boolean>> };
}

/** Every address that the running application has, with its method, from its own router. */
export function addressesOf(app: NestExpressApplication): readonly Route[] {
  const { router } = app.getHttpAdapter().getInstance() as unknown as { router: { stack: readonly Layer[] } };
  return router.stack.flatMap(({ route }) =>
    route === undefined
      ? []
      : [route.path].flat().flatMap((path) =>
          Object.keys(route.methods)
            .filter((method) => route.methods[method])
            .map((method) => ({ method: method.toUpperCase(), path })),
        ),
  );
}
