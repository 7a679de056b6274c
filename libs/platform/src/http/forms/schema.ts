import { type Field, fieldsIn, type FormClass, type Schema } from './field';

/** JSON Schema 2020-12 of the form's JSON body, for OpenAPI 3.1. */
export function schemaOf(form: FormClass): Schema {
  const known = fieldsIn(form);
  const required = known
    .filter(({ options }) => options.optional !== true && options.when === undefined)
    .map(({ key }) => key);
  const conditions = known.flatMap(conditionOf);
  return {
    type: 'object',
    properties: Object.fromEntries(known.map((field) => [field.key, described(field)])),
    ...(required.length === 0 ? {} : { required }),
    ...(conditions.length === 0 ? {} : { allOf: conditions }),
    additionalProperties: false,
  };
}

function described({ label, options, kind }: Field): Schema {
  const { description } = kind.schema;
  const hints = [options.hint, typeof description === 'string' ? description : undefined].filter(
    (hint) => hint !== undefined,
  );
  return { ...kind.schema, title: label, ...(hints.length === 0 ? {} : { description: hints.join(' ') }) };
}

/** A condition that names its field can be told to a machine: asked there, refused elsewhere. */
function conditionOf({ key, options }: Field): Schema[] {
  const { when, optional } = options;
  if (when?.field === undefined) return [];
  return [
    {
      if: { properties: { [when.field]: { enum: when.values ?? [] } }, required: [when.field] },
      ...(optional === true ? {} : { then: { required: [key] } }),
      else: { properties: { [key]: false } },
    },
  ];
}
